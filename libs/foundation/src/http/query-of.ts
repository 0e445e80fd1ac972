import type { FieldFault } from '@fasttrack/contracts';
import type { PipeTransform } from '@nestjs/common';
import { Query } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { InvalidRequestError } from '../errors/fast-track-error';
import type { DtoClass } from './faults';
import { unknownFault, validate } from './faults';

const queryPointer = (name: string): string => `?${name}`;

class QueryPipe<T extends object> implements PipeTransform<unknown, T> {
  constructor(private readonly dto: DtoClass<T>) {}

  transform(query: unknown): T {
    // Query values are texts: the class says which of them become numbers.
    const { value, faults } = validate(this.dto, query as object, queryPointer, (known) =>
      plainToInstance(this.dto, known, { exposeDefaultValues: true }),
    );
    if (faults.length > 0)
      throw new InvalidRequestError(faults.map((fault) => saidOnce(fault, value, query as object)));
    return value;
  }
}

/** What is wrong with a value that was given twice: it came as a list, which the rules for one value do not say. */
function saidOnce(fault: FieldFault, known: object, query: object): FieldFault {
  const repeated = Object.keys(known).find((name) => queryPointer(name) === fault.pointer && isRepeated(query, name));
  return repeated === undefined ? fault : { ...fault, detail: `${repeated} must be given once` };
}

const isRepeated = (query: object, name: string): boolean =>
  Object.entries(query).some(([key, value]) => key === name && Array.isArray(value));

const refuseAny: PipeTransform<object, undefined> = {
  transform(query) {
    const faults = Object.keys(query).map((name) => unknownFault(name, queryPointer));
    if (faults.length > 0) throw new InvalidRequestError(faults);
    return undefined;
  },
};

/** The query, checked by the rules of a DTO class; unknown names and repeated values are faults. */
export const QueryOf = <T extends object>(dto: DtoClass<T>): ParameterDecorator => Query(new QueryPipe(dto));
/** Refuses every query value. */
export const NoQuery = (): ParameterDecorator => Query(refuseAny);

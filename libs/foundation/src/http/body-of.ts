import type { PipeTransform } from '@nestjs/common';
import { Body } from '@nestjs/common';
import { InvalidRequestError } from '../errors/fast-track-error';
import type { DtoClass } from './faults';
import { memberPointer, validate } from './faults';
import { compileFastCheck } from './fast-check';

const isPlainObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Lets a body pass that the compiled rules accept, and asks class-validator what is wrong with any other. */
class BodyPipe<T extends object> implements PipeTransform<unknown, T> {
  private readonly isValid: (body: unknown) => boolean;

  constructor(
    private readonly dto: DtoClass<T>,
    private readonly presence: 'required' | 'optional',
  ) {
    this.isValid = compileFastCheck(dto);
  }

  transform(body: unknown): T {
    const given = body === undefined && this.presence === 'optional' ? {} : body;
    if (this.isValid(given)) return given as T;
    return check(this.dto, given, '');
  }
}

function check<T extends object>(dto: DtoClass<T>, body: unknown, parent: string): T {
  if (!isPlainObject(body)) {
    throw new InvalidRequestError([{ pointer: parent, detail: 'the body must be a JSON object' }]);
  }
  const { value, faults } = validate(dto, body, (name) => memberPointer(parent, name));
  if (faults.length > 0) throw new InvalidRequestError(faults);
  return value;
}

/** The request body, checked by the rules of a DTO class; answers 400 with every bad field. */
export function BodyOf<T extends object>(
  dto: DtoClass<T>,
  presence: 'required' | 'optional' = 'required',
): ParameterDecorator {
  return Body(new BodyPipe(dto, presence));
}
/** The same check for an object inside a body, which stands at the JSON pointer `parent`. */
BodyOf.check = check;

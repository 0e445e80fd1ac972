import { Controller, Get, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { IsIn, IsOptional } from 'class-validator';
import { AllowedMethods } from './allowed-methods';
import { ProblemFilter } from './problem.filter';
import { NoQuery, QueryOf } from './query-of';

class ColourDto {
  @IsOptional()
  @IsIn(['red', 'blue'], { message: 'colour must be red or blue' })
  colour?: string;
}

@Controller()
class ColourController {
  @Get('colour')
  colour(@QueryOf(ColourDto) query: ColourDto): object {
    return { colour: query.colour ?? 'none' };
  }

  @Get('plain')
  plain(@NoQuery() query: undefined): object {
    return { query: typeof query };
  }
}

@Module({ controllers: [ColourController] })
class ColourModule {}

describe('the query', () => {
  let app: NestFastifyApplication;
  beforeAll(async () => {
    app = await NestFactory.create<NestFastifyApplication>(ColourModule, new FastifyAdapter(), { logger: false });
    app.useGlobalFilters(new ProblemFilter(new AllowedMethods()));
    await app.init();
  });
  afterAll(() => app.close());

  const get = async (url: string) => {
    const { statusCode, body } = await app.inject({ url });
    return { statusCode, body: JSON.parse(body) as { errors?: unknown } };
  };

  it.each([
    ['/colour', { colour: 'none' }],
    ['/colour?colour=red', { colour: 'red' }],
    ['/plain', { query: 'undefined' }],
  ])('lets %s pass', async (url, body) => {
    await expect(get(url)).resolves.toEqual({ statusCode: 200, body });
  });

  it.each([
    ['/colour?colour=green', '?colour', 'colour must be red or blue'],
    ['/colour?colour=', '?colour', 'colour must be red or blue'],
    ['/colour?colour=red&colour=blue', '?colour', 'colour must be given once'],
    ['/colour?color=red&color=blue', '?color', 'color is not known here'],
    ['/colour?color=red', '?color', 'color is not known here'],
    ['/colour?colour[$ne]=red', '?colour[$ne]', 'colour[$ne] is not known here'],
    ['/colour?colour%5B%24ne%5D=red', '?colour[$ne]', 'colour[$ne] is not known here'],
    ['/colour?__proto__=x', '?__proto__', '__proto__ is not known here'],
    ['/colour?constructor=x', '?constructor', 'constructor is not known here'],
    ['/colour?toString=x', '?toString', 'toString is not known here'],
    ['/plain?colour=red', '?colour', 'colour is not known here'],
    ['/plain?__proto__=x', '?__proto__', '__proto__ is not known here'],
    ['/plain?', '', ''],
  ])('refuses %s, or it has nothing', async (url, pointer, detail) => {
    const { statusCode, body } = await get(url);
    expect(statusCode).toBe(pointer === '' ? 200 : 400);
    expect(body.errors).toEqual(pointer === '' ? undefined : [{ pointer, detail }]);
  });
});

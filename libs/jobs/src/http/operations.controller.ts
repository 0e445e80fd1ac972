import type { OperationView } from '@fasttrack/contracts';
import { NoBody } from '@fasttrack/foundation/http/body-of';
import { NoQuery, QueryOf } from '@fasttrack/foundation/http/query-of';
import { Controller, Get, Header, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { OperationsService } from '../operations/operations.service';
import { toOperationView } from './operation-view';
import { ListOperationsDto } from './operations.dto';
import { ApiAbortOperation, ApiGetOperation, ApiListOperations } from './operations.openapi';

/** Actions on all jobs of a filter, and how far they are. */
@ApiTags('operations')
@Controller('operations')
export class OperationsController {
  constructor(private readonly operations: OperationsService) {}

  @ApiListOperations()
  @Get()
  @Header('cache-control', 'no-store')
  async list(@QueryOf(ListOperationsDto) { limit }: ListOperationsDto): Promise<OperationView[]> {
    return (await this.operations.list(limit)).map(toOperationView);
  }

  @ApiGetOperation()
  @Get(':id')
  @Header('cache-control', 'no-store')
  async get(@Param('id') id: string, @NoQuery() _query: undefined): Promise<OperationView> {
    return toOperationView(await this.operations.get(id));
  }

  @ApiAbortOperation()
  @Post(':id/abort')
  @HttpCode(200)
  async abort(
    @Param('id') id: string,
    @NoBody() _body: undefined,
    @NoQuery() _query: undefined,
  ): Promise<OperationView> {
    return toOperationView(await this.operations.abort(id));
  }
}

import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { StatsView } from '@fasttrack/contracts';
import { ServiceApi } from '../../core/service-api';

const number = new Intl.NumberFormat();
const compact = new Intl.NumberFormat(undefined, { notation: 'compact' });

/** What of each type waits, runs and has failed, and who does its jobs. */
@Component({
  selector: 'ft-type-table',
  imports: [RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styleUrl: './rows.scss',
  template: `
    <section class="card" aria-labelledby="types-heading">
      <div class="ch">
        <h2 id="types-heading">Job types</h2>
        <span class="s dim">jobs kept now</span>
      </div>
      <div class="scroll">
        <table class="tbl types">
          <thead>
            <tr>
              <th scope="col">Type</th>
              <th scope="col" class="num">Waiting</th>
              <th scope="col" class="num">Running</th>
              <th scope="col" class="num">Failed</th>
              @if (usage()) {
                <th scope="col" class="num">Tokens</th>
              }
            </tr>
          </thead>
          <tbody>
            @for (type of types(); track type.name) {
              <tr>
                <th scope="row">
                  <a class="cut" routerLink="/jobs" [queryParams]="{ type: type.name }">{{ type.name }}</a>
                  <span class="s dim cut">{{ type.executor }}</span>
                </th>
                @for (count of type.counts; track count.status) {
                  <td class="num" [class.dim]="count.isNone">{{ count.text }}</td>
                }
                @if (usage()) {
                  <td class="num" [class.dim]="type.tokens === 0" [title]="type.tokens">{{ short(type.tokens) }}</td>
                }
              </tr>
            }
          </tbody>
        </table>
      </div>
      @if (usage(); as used) {
        <p class="usage s mut">
          Models used <b>{{ full(used.inputTokens) }}</b> tokens in and <b>{{ full(used.outputTokens) }}</b> out.
        </p>
      }
    </section>
  `,
})
export class TypeTable {
  private readonly service = inject(ServiceApi).service;

  readonly stats = input.required<StatsView>();

  /** What models used for the jobs that are kept; `undefined`: nothing. */
  protected readonly usage = computed(() => this.stats().usage);
  /** Busiest first. */
  protected readonly types = computed(() => {
    const executors = this.service()?.executors ?? {};
    return Object.entries(this.stats().byType)
      .map(([name, of]) => ({
        ...{
          name,
          executor: executors[name] ?? 'pull',
          tokens: this.tokensOf(name),
          weight: of.PENDING + of.PROCESSING + of.FAILED,
        },
        counts: (['PENDING', 'PROCESSING', 'FAILED'] as const).map((status) => ({
          ...{ status, text: number.format(of[status]), isNone: of[status] === 0 },
        })),
      }))
      .sort((a, b) => b.weight - a.weight);
  });

  protected readonly full = (count: number): string => number.format(count);
  protected readonly short = (count: number): string => compact.format(count);

  private tokensOf(type: string): number {
    const { inputTokens = 0, outputTokens = 0 } = this.usage()?.byType[type] ?? {};
    return inputTokens + outputTokens;
  }
}

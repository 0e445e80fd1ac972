import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { StatsView } from '@fasttrack/contracts';
import { ServiceApi } from '../../core/service-api';

const number = new Intl.NumberFormat();
const compact = new Intl.NumberFormat('en', { notation: 'compact' });

/** What of each type waits, runs and has failed, who does its jobs, and what models used for them. */
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
            </tr>
          </thead>
          <tbody>
            @for (type of types(); track type.name) {
              <tr>
                <th scope="row">
                  <a class="cut" routerLink="/jobs" [queryParams]="{ type: type.name }">{{ type.name }}</a>
                  <span class="s dim about">{{ type.about }}</span>
                </th>
                @for (count of type.counts; track count.status) {
                  <td class="num" [class.dim]="count.isNone">{{ count.text }}</td>
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
          about: [executors[name] ?? 'pull', ...this.tokensOf(name)].join(' · '),
          weight: of.PENDING + of.PROCESSING + of.FAILED,
        },
        counts: (['PENDING', 'PROCESSING', 'FAILED'] as const).map((status) => ({
          ...{ status, text: number.format(of[status]), isNone: of[status] === 0 },
        })),
      }))
      .sort((a, b) => b.weight - a.weight);
  });

  protected readonly full = (count: number): string => number.format(count);

  /** Where models used any. */
  private tokensOf(type: string): readonly string[] {
    const { inputTokens = 0, outputTokens = 0 } = this.usage()?.byType[type] ?? {};
    const tokens = inputTokens + outputTokens;
    return tokens === 0 ? [] : [`${compact.format(tokens)} ${tokens === 1 ? 'token' : 'tokens'}`];
  }
}

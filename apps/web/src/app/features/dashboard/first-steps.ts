import { ChangeDetectionStrategy, Component } from '@angular/core';
import { RouterLink } from '@angular/router';

/** What comes after the first job: stands on the dashboard until there has been one. */
@Component({
  selector: 'ft-first-steps',
  imports: [RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styleUrl: './first-steps.scss',
  template: `
    <ol>
      <li class="card">
        <h3>Send work</h3>
        <p>Post a prompt or a typed job. You get an id at once, and the answer by waiting or by asking again.</p>
        <a class="link" routerLink="/jobs/new">New job</a>
      </li>
      <li class="card">
        <h3>Let something do it</h3>
        <p>
          Point <code>N8N_WEBHOOK_URL</code> at a workflow and name it in <code>EXECUTORS</code>, or pull jobs with a
          program of your own.
        </p>
      </li>
      <li class="card">
        <h3>Take it to production</h3>
        <p>
          Set <code>WEBHOOK_SECRET</code> and <code>API_KEYS</code>. Add MongoDB and Redis when one server is not
          enough.
        </p>
      </li>
    </ol>
  `,
})
export class FirstSteps {}

import type { BrowserContext } from '@playwright/test';

/** What a browser complains about, of all pages of a test. */
export interface Complaints {
  /** Violations of the content security policy. */
  readonly policy: string[];
  /** Errors of scripts: thrown, or written to the console. */
  readonly errors: string[];
  /** The browser's own lines about answers that were no success. */
  readonly answers: string[];
}

/** Collects complaints from now on. */
export async function listenForComplaints(context: BrowserContext): Promise<Complaints> {
  const complaints: Complaints = { policy: [], errors: [], answers: [] };
  context.on('weberror', (error) => complaints.errors.push(error.error().message));
  context.on('console', (message) => {
    if (message.type() !== 'error') return;
    const isAnswer = message.text().startsWith('Failed to load resource');
    (isAnswer ? complaints.answers : complaints.errors).push(`${message.text()} (${message.location().url})`);
  });
  await context.exposeFunction('noteViolation', (violation: string) => complaints.policy.push(violation));
  await context.addInitScript(() => {
    const { noteViolation } = window as unknown as { noteViolation: (violation: string) => void };
    document.addEventListener('securitypolicyviolation', (event) => {
      noteViolation(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`);
    });
  });
  return complaints;
}

import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { JOB_STATUSES } from '@fasttrack/contracts';
import { loadConfig } from '@fasttrack/foundation/config/load-config';
import { isFinal } from '@fasttrack/jobs/job';
import { aJob } from '@fasttrack/jobs/testing/a-job';
import { handoverOf } from './handover';

/** What a workflow holds when it is exported, and what we use of it. */
interface Node {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly typeVersion: number;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly webhookId?: string;
  readonly credentials?: Readonly<Record<string, { readonly id: string; readonly name: string }>>;
}
interface Workflow {
  readonly id: string;
  readonly name: string;
  readonly nodes: readonly Node[];
  readonly connections: Readonly<Record<string, { readonly main: readonly (readonly { readonly node: string }[])[] }>>;
  readonly active: boolean;
  readonly settings: unknown;
  readonly pinData: unknown;
  readonly tags: unknown;
}

/** The nodes of n8n 2.8.4 that we use, in versions that it has. */
const KNOWN = {
  code: 2,
  crypto: 2,
  executeWorkflow: 1.1,
  executeWorkflowTrigger: 1.1,
  extractFromFile: 1,
  httpRequest: 4.2,
  if: 2.2,
  respondToWebhook: 1.1,
  set: 3.4,
  stickyNote: 1,
  stopAndError: 1,
  wait: 1.1,
  webhook: 2,
};
const TRIGGERS = ['n8n-nodes-base.webhook', 'n8n-nodes-base.executeWorkflowTrigger'];
const PLACEHOLDERS = ['Fast Track API key', 'Fast Track signing secret'];
const MEMBERS = ['active', 'connections', 'id', 'name', 'nodes', 'pinData', 'settings', 'tags'];
/** Long enough to be a key; none of our names is, and ids of webhooks have dashes. */
const LIKE_A_SECRET = /[A-Za-z0-9+/_]{24,}/;

const FOLDER = join(__dirname, '../../../../examples/n8n');
const files = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));
const workflows = files.map((name) => JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as Workflow);
const nodes = workflows.flatMap((workflow) => workflow.nodes);

const isNote = ({ type }: Node): boolean => type === 'n8n-nodes-base.stickyNote';
const textsOf = (node: Node): string => JSON.stringify(isNote(node) ? {} : node.parameters).replaceAll('\\"', '"');
const matchesIn = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map(([, found = '']) => found);
const repeated = (values: readonly string[]): string[] => values.filter((value, at) => values.indexOf(value) !== at);

/** Every node that a node can be reached from. */
function before(name: string, { connections }: Workflow, found = new Set<string>()): Set<string> {
  for (const [from, { main }] of Object.entries(connections)) {
    if (found.has(from) || !main.flat().some(({ node }) => node === name)) continue;
    found.add(from);
    before(from, { connections } as Workflow, found);
  }
  return found;
}

/** What stands at `a?.b.c`; `undefined` where nothing does. */
const at = (value: unknown, path: string): unknown =>
  path
    .replaceAll('?', '')
    .split('.')
    .reduce<unknown>((inner, name) => (inner as Record<string, unknown> | undefined)?.[name], value);

/** A job as it is sent, whose submitter waits. */
function sentBody(): unknown {
  const job = aJob({ attempt: 1, metadata: { resumeUrl: 'http://n8n/webhook-waiting/7' } });
  return JSON.parse(handoverOf(job, loadConfig({}), {}, new Date()).body);
}

describe('the workflows of examples/n8n', () => {
  it('are there', () => {
    expect(files).toEqual(['error-branch.json', 'process-job.json', 'submit-and-wait.json', 'your-work.json']);
  });

  it.each(workflows)('hold what can be imported, and nothing of who made them: $name', (workflow) => {
    expect(Object.keys(workflow).sort()).toEqual(MEMBERS);
    expect(workflow).toMatchObject({ active: false, pinData: {}, tags: [], settings: { executionOrder: 'v1' } });
  });

  it('differ in their ids, paths and webhooks', () => {
    expect(repeated(workflows.map(({ id }) => id))).toEqual([]);
    expect(repeated(nodes.map(({ id }) => id))).toEqual([]);
    expect(repeated(nodes.flatMap(({ webhookId }) => webhookId ?? []))).toEqual([]);
    expect(repeated(nodes.flatMap(({ parameters }) => (parameters.path as string | undefined) ?? []))).toEqual([]);
  });

  it('are made of nodes that n8n has', () => {
    const unknown = nodes.filter(
      ({ type, typeVersion }) => KNOWN[type.replace('n8n-nodes-base.', '') as keyof typeof KNOWN] !== typeVersion,
    );
    expect(unknown).toEqual([]);
  });

  it.each(workflows)('explain themselves: $name', ({ nodes: own }) => {
    expect(own.filter(isNote).length).toBeGreaterThan(0);
  });

  it.each(workflows)('lead from a trigger to every node, and to none that is not there: $name', (workflow) => {
    const names = workflow.nodes.filter((node) => !isNote(node)).map(({ name }) => name);
    const linked = Object.entries(workflow.connections).flatMap(([from, { main }]) => [
      from,
      ...main.flat().map(({ node }) => node),
    ]);
    expect(linked.filter((name) => !names.includes(name))).toEqual([]);
    const loose = workflow.nodes.filter(
      (node) => !isNote(node) && !TRIGGERS.includes(node.type) && before(node.name, workflow).size === 0,
    );
    expect([repeated(names), loose]).toEqual([[], []]);
  });

  it.each(workflows)('ask only nodes that ran before: $name', (workflow) => {
    const wrong = workflow.nodes.flatMap((node) =>
      matchesIn(textsOf(node), /\$\('([^']+)'\)/g).filter((asked) => !before(node.name, workflow).has(asked)),
    );
    expect(wrong).toEqual([]);
  });

  it('read what a job really brings', () => {
    const paths = nodes.flatMap((node) => matchesIn(textsOf(node), /\.body\.((?:job|callback)\b(?:\??\.\w+)*)/g));
    expect(new Set(paths)).toEqual(
      new Set(['callback.url', 'job', 'job.id', 'job.metadata?.resumeUrl', 'job.metadata.resumeUrl']),
    );
    for (const path of paths) expect([path, at(sentBody(), path)]).toEqual([path, expect.anything()]);
  });

  it.each([
    ['http://n8n:5678/webhook-waiting/8', true],
    ['http://n8n:5678/webhook-waiting/8?signature=0aF-_9', true],
    ['http://n8n:5678/webhook-waiting/../webhook/admin', false],
    ['http://n8n:5678/webhook-waiting/../webhook/8', false],
    ['http://n8n:5678/webhook-waiting/%2e%2e/webhook/8', false],
    ['http://n8n:5678/webhook-waiting/8/../../webhook/8', false],
    ['http://n8n:5678/webhook-waiting/8?signature=a/../../webhook/8', false],
    ['http://n8n:5678/webhook-waiting/8#', false],
    ['http://n8n:5678.evil.test/webhook-waiting/8', false],
    ['http://n8n:5678/webhook/8', false],
    [undefined, false],
  ])('ring only executions that wait: %s: %s', (resumeUrl, isRung) => {
    const [asks] = nodes.filter(({ name }) => name === 'Does an execution wait?');
    const expression = String(at(asks?.parameters, 'conditions.conditions.0.leftValue')).replace(/^={{|}}$/g, '');
    const json = { body: { job: { metadata: { resumeUrl } } } };
    const world = {
      $: () => ({ first: () => ({ json }) }),
      // What n8n 2.8.4 says before an execution is stored.
      $execution: { resumeUrl: 'http://n8n:5678/webhook-waiting/__UNKNOWN__' },
    };
    expect(runInNewContext(expression, world)).toBe(isRung);
  });

  it('know every state in which a job has ended', () => {
    const [listed = ''] = nodes.flatMap((node) => matchesIn(textsOf(node), /\[('[A-Z', ]+')\]\.includes/g));
    expect(matchesIn(listed, /'(\w+)'/g).sort()).toEqual(JOB_STATUSES.filter(isFinal).sort());
  });

  it('call each other by ids that are there', () => {
    const called = nodes.flatMap(({ parameters }) => at(parameters, 'workflowId.value') ?? []);
    expect(called).toEqual(['fasttrackWork']);
    expect(workflows.map(({ id }) => id)).toContain('fasttrackWork');
  });

  it('have no secret, only the names of credentials', () => {
    const credentials = nodes.flatMap((node) => Object.values(node.credentials ?? {}));
    for (const one of credentials) {
      expect(Object.keys(one).sort()).toEqual(['id', 'name']);
      expect(PLACEHOLDERS).toContain(one.name);
    }
    const texts = nodes.flatMap((node) => textsOf(node).match(/"(?:[^"\\]|\\.)*"/g) ?? []);
    expect(texts.filter((text) => LIKE_A_SECRET.test(text))).toEqual([]);
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../../tools/root.mjs';
import { brief, busy } from './small-workflows.mjs';

const exampleOf = (name) => JSON.parse(readFileSync(join(root, 'examples/n8n', name), 'utf8'));

/** A node of a workflow by its name; throws when there is none. */
function nodeOf({ name: workflow, nodes }, name) {
  const node = nodes.find((one) => one.name === name);
  if (!node) throw new Error(`"${workflow}" has no node "${name}"`);
  return node;
}

/** Fails until a run, or takes a while, as the job's metadata say. */
const WORK_ON_DEMAND = `
const { job } = $json.body;
const { workMs = '0', failsUntil = '0' } = job.metadata ?? {};
await new Promise((done) => setTimeout(done, Number(workMs)));
if (job.attempt < Number(failsUntil)) throw new Error(\`Run \${job.attempt} went wrong\`);
return { json: { attempt: job.attempt } };`;

/** The example that does jobs, behind a header that it must be sent. */
function processJob(id, path, credential) {
  const workflow = { ...exampleOf('process-job.json'), id, name: id };
  const door = nodeOf(workflow, 'Job from Fast Track');
  door.webhookId = `${id}-door`;
  door.parameters = { ...door.parameters, path, authentication: 'headerAuth' };
  door.credentials = { httpHeaderAuth: { id: credential, name: credential } };
  return workflow;
}

function workOnDemand(id, path, credential) {
  const workflow = processJob(id, path, credential);
  nodeOf(workflow, 'Your work').parameters.jsCode = WORK_ON_DEMAND;
  return workflow;
}

/** The example that submits, with the addresses of this test, and a last node that tells what it got. */
function submitAndWait(id, path, { fastTrackUrl, listenerUrl }) {
  const workflow = { ...exampleOf('submit-and-wait.json'), id, name: id };
  for (const name of ['Question', 'Wait for the ring']) nodeOf(workflow, name).webhookId = `${id}-${name}`;
  nodeOf(workflow, 'Question').parameters.path = path;
  const [url] = nodeOf(workflow, 'The job').parameters.assignments.assignments;
  url.value = fastTrackUrl;
  workflow.nodes.push({
    id: 'tell',
    name: 'Tell the test',
    type: 'n8n-nodes-base.httpRequest',
    typeVersion: 4.2,
    position: [1960, -200],
    parameters: {
      method: 'POST',
      url: listenerUrl,
      sendBody: true,
      specifyBody: 'json',
      jsonBody: '={{ JSON.stringify($json) }}',
      options: {},
    },
  });
  workflow.connections['Use the result'] = { main: [[{ node: 'Tell the test', type: 'main', index: 0 }]] };
  return workflow;
}

/** The same, for a job whose first run fails. */
function submitWhatFailsOnce(addresses) {
  const workflow = submitAndWait('askTwice', 'ask-fasttrack-twice', addresses);
  nodeOf(workflow, 'Submit').parameters.jsonBody =
    "={{ JSON.stringify({ type: 'demand', payload: {}, metadata: { failsUntil: '2', resumeUrl: $execution.resumeUrl } }) }}";
  return workflow;
}

/** Everything that n8n is given, and which of it is published. */
export function workflowsFor(addresses) {
  const workflows = [
    processJob('process', 'fasttrack', 'door'),
    workOnDemand('demand', 'fasttrack-demand', 'door'),
    processJob('locked', 'fasttrack-locked', 'otherDoor'),
    exampleOf('error-branch.json'),
    exampleOf('your-work.json'),
    submitAndWait('ask', 'ask-fasttrack', addresses),
    submitWhatFailsOnce(addresses),
    brief,
    busy,
  ];
  const published = workflows.map(({ id }) => id);
  return { workflows: [...workflows, processJob('draft', 'fasttrack-draft', 'door')], published };
}

const door = (id, responseMode) => ({
  id: `${id}-door`,
  name: 'Job',
  type: 'n8n-nodes-base.webhook',
  typeVersion: 2,
  position: [0, 0],
  webhookId: `${id}-door`,
  parameters: { httpMethod: 'POST', path: `fasttrack-${id}`, responseMode, options: {} },
});

const workflowOf = (id, first, second) => ({
  id,
  name: id,
  active: false,
  settings: { executionOrder: 'v1' },
  nodes: [first, { id: `${id}-last`, position: [240, 0], ...second }],
  connections: { [first.name]: { main: [[{ node: second.name, type: 'main', index: 0 }]] } },
});

/** Answers each job with its result, as a workflow that takes a moment may. */
export const brief = workflowOf('brief', door('brief', 'lastNode'), {
  name: 'Answer',
  type: 'n8n-nodes-base.set',
  typeVersion: 3.4,
  parameters: { mode: 'raw', jsonOutput: '={{ JSON.stringify({ result: { id: $json.body.job.id } }) }}', options: {} },
});

/** Takes no job, and asks to be left alone for a while. */
export const busy = workflowOf('busy', door('busy', 'responseNode'), {
  name: 'Later',
  type: 'n8n-nodes-base.respondToWebhook',
  typeVersion: 1.1,
  parameters: {
    respondWith: 'json',
    responseBody: '{"message": "The model rests"}',
    options: { responseCode: 503, responseHeaders: { entries: [{ name: 'Retry-After', value: '600' }] } },
  },
});

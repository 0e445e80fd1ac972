import type { BUILT_IN_TYPE_NAMES, JobType } from '@fasttrack/contracts';
import { PROMPT_MAX_LENGTH } from '@fasttrack/contracts';

const NAME_MAX_LENGTH = 200;
const TEXT_MAX_LENGTH = 20_000;

/** The types that every installation knows. */
export const BUILT_IN_TYPES: readonly (JobType & { readonly name: (typeof BUILT_IN_TYPE_NAMES)[number] })[] = [
  {
    name: 'prompt',
    title: 'Prompt',
    description: 'A question or order for an AI or a workflow',
    schema: {
      type: 'object',
      required: ['prompt'],
      additionalProperties: false,
      properties: {
        prompt: {
          type: 'string',
          title: 'Prompt',
          minLength: 1,
          maxLength: PROMPT_MAX_LENGTH,
          pattern: '\\S',
          examples: ['Write a haiku about queues'],
        },
      },
    },
  },
  {
    name: 'email',
    title: 'E-mail',
    description: 'A message to one address',
    schema: {
      type: 'object',
      required: ['to'],
      additionalProperties: false,
      properties: {
        to: { type: 'string', title: 'To', format: 'email', maxLength: 254, examples: ['ada@example.org'] },
        subject: { type: 'string', title: 'Subject', maxLength: NAME_MAX_LENGTH },
        body: { type: 'string', title: 'Body', maxLength: TEXT_MAX_LENGTH },
      },
    },
  },
  {
    name: 'report',
    title: 'Report',
    description: 'A document about a range of days',
    schema: {
      type: 'object',
      required: ['report_type', 'format'],
      additionalProperties: false,
      properties: {
        report_type: { type: 'string', title: 'Kind', minLength: 1, maxLength: NAME_MAX_LENGTH, examples: ['sales'] },
        format: { type: 'string', title: 'Format', enum: ['pdf', 'csv'] },
        date_range: {
          title: 'Days',
          description: 'A text such as 2026-01, or an object such as {"from": "2026-01-01", "to": "2026-01-31"}',
          anyOf: [
            { type: 'string', minLength: 1, maxLength: NAME_MAX_LENGTH },
            {
              type: 'object',
              minProperties: 1,
              maxProperties: 10,
              additionalProperties: { type: 'string', maxLength: NAME_MAX_LENGTH },
            },
          ],
          examples: ['2026-01'],
        },
      },
    },
  },
  {
    name: 'notification',
    title: 'Notification',
    description: 'A short message to a user',
    schema: {
      type: 'object',
      required: ['user_id', 'channel', 'message'],
      additionalProperties: false,
      properties: {
        user_id: { type: 'string', title: 'User', minLength: 1, maxLength: NAME_MAX_LENGTH, examples: ['user-42'] },
        channel: { type: 'string', title: 'Channel', enum: ['push', 'sms', 'email'] },
        message: { type: 'string', title: 'Message', minLength: 1, maxLength: TEXT_MAX_LENGTH },
      },
    },
  },
];

import type { JobView } from '@fasttrack/contracts';
import { csvHeader, csvLines } from './job-csv';

/** How a file of jobs is written, piece by piece. */
export interface ExportFormat {
  readonly contentType: string;
  readonly head: () => string;
  /** `isFirst`: no job stands before them. */
  readonly jobs: (jobs: readonly JobView[], isFirst: boolean) => string;
  readonly tail: string;
}

export const EXPORT_FORMATS = ['json', 'csv'] as const;
export type ExportFormatName = (typeof EXPORT_FORMATS)[number];

/** Every format. JSON has the jobs as `GET /jobs/:id` answers them. */
export const FORMATS: Readonly<Record<ExportFormatName, ExportFormat>> = {
  csv: { contentType: 'text/csv; charset=utf-8; header=present', head: csvHeader, jobs: csvLines, tail: '' },
  json: {
    contentType: 'application/json; charset=utf-8',
    head: () => '[',
    jobs: (jobs, isFirst) =>
      jobs.map((job, at) => `${isFirst && at === 0 ? '\n' : ',\n'}${JSON.stringify(job)}`).join(''),
    tail: '\n]\n',
  },
};

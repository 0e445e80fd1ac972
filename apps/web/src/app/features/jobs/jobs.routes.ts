import type { Routes } from '@angular/router';
import { openLastFilter } from './job-list/query/last-filter';

/** The pages about jobs. `new` stands before `:id`, which would swallow it. */
export const jobsRoutes: Routes = [
  {
    path: '',
    pathMatch: 'full',
    title: 'Jobs',
    canActivate: [openLastFilter],
    loadComponent: () => import('./job-list/job-list').then((page) => page.JobList),
  },
  { path: 'new', title: 'New job', loadComponent: () => import('./new-job/new-job').then((page) => page.NewJob) },
  { path: ':id', title: 'Job', loadComponent: () => import('./job-detail/job-detail').then((page) => page.JobDetail) },
];

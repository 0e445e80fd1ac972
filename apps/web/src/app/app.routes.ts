import type { Routes } from '@angular/router';

/** Every page of the app; each is loaded when it is first visited. */
export const routes: Routes = [
  {
    path: '',
    pathMatch: 'full',
    title: 'Dashboard',
    loadComponent: () => import('./features/dashboard/dashboard').then((page) => page.Dashboard),
  },
  { path: 'jobs', loadChildren: () => import('./features/jobs/jobs.routes').then((page) => page.jobsRoutes) },
  {
    path: '**',
    title: 'Page not found',
    loadComponent: () => import('./features/not-found/not-found').then((page) => page.NotFound),
  },
];

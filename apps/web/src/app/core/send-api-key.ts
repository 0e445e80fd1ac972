import type { HttpInterceptorFn } from '@angular/common/http';
import { HttpErrorResponse } from '@angular/common/http';
import { inject } from '@angular/core';
import { tap } from 'rxjs';
import { ApiKey } from './api-key';

const UNAUTHORIZED = 401;
const isApi = (url: string): boolean => url === '/api' || url.startsWith('/api/');

/** Puts the key of this tab on every request to the API, and tells when the backend refuses it. */
export const sendApiKey: HttpInterceptorFn = (request, next) => {
  if (!isApi(request.url) || request.headers.has('Authorization')) return next(request);
  const key = inject(ApiKey);
  const sent = key.value();
  const carrier = sent === null ? request : request.clone({ setHeaders: { Authorization: `Bearer ${sent}` } });
  return next(carrier).pipe(
    tap({
      error: (error: unknown) => {
        if (error instanceof HttpErrorResponse && error.status === UNAUTHORIZED) key.refused(sent);
      },
    }),
  );
};

import { defineConfig } from '@playwright/test';
import tests from './playwright.config';

/** Pictures of every screen and state, by `npm run screenshots`: they end up in `screenshots/`, to be looked at. */
export default defineConfig(tests, { testMatch: '**/*.screens.ts', timeout: 120_000 });

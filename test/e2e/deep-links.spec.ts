import { rowOf } from './support/job-list';
import { expect, test } from './support/test';

const UNKNOWN = '019a0f5e-6f00-7c3e-8a52-3d1f0a9b7c11';

test('every page opens by its address and after a reload', async ({ page, backend }) => {
  const job = await backend.submit('Deep down');
  await backend.until(job, 'COMPLETED');
  const pages = [
    { path: '/', shownAt: '/', heading: 'Dashboard', title: 'Dashboard · Fast Track' },
    { path: '/jobs', shownAt: '/jobs', heading: 'Jobs', title: 'Jobs · Fast Track' },
    { path: '/jobs/new', shownAt: '/jobs/new', heading: 'New job', title: 'New job · Fast Track' },
    { path: `/jobs/${job.id}`, shownAt: `/jobs/${job.id}`, heading: 'Deep down', title: 'Deep down · Fast Track' },
  ];
  for (const { path, shownAt, heading, title } of pages) {
    await page.goto(path);
    for (const load of ['at first', 'reloaded']) {
      await expect(page.getByRole('heading', { level: 1, name: heading }), `${path} ${load}`).toBeVisible();
      await expect(page).toHaveTitle(title);
      await expect(page).toHaveURL(backend.url + shownAt);
      if (load === 'at first') await page.reload();
    }
  }
});

test('filter and tab stand in the address', { tag: '@both' }, async ({ page, backend }) => {
  const fine = await backend.submit('Went well');
  await backend.until(fine, 'COMPLETED');
  const bad = await backend.submit('Went wrong');
  await backend.callback(bad, { status: 'FAILED', error: { message: 'The model refused', retryable: false } });

  await page.goto('/jobs?status=failed');
  for (const load of ['at first', 'reloaded']) {
    await expect(rowOf(page, 'Went wrong'), load).toBeVisible();
    await expect(rowOf(page, 'Went well'), load).toHaveCount(0);
    await expect(page.getByRole('link', { name: /^Failed/ })).toHaveAttribute('aria-current', 'true');
    await page.reload();
  }
  await page.getByRole('link', { name: /^Completed/ }).click();
  await expect(rowOf(page, 'Went well')).toBeVisible();
  await expect(page).toHaveURL(/\?status=completed$/);
  await page.goBack();
  await expect(rowOf(page, 'Went wrong')).toBeVisible();

  await page.goto(`/jobs/${fine.id}`);
  await page.getByRole('tab', { name: 'History' }).click();
  await expect(page).toHaveURL(/\?tab=history$/);
  await page.reload();
  await expect(page.getByRole('tab', { name: 'History' })).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('tabpanel')).toContainText('Completed');
});

test('an unknown id has a page that says so and leads back', async ({ page }) => {
  for (const id of [UNKNOWN, 'no-id-at-all']) {
    await page.goto(`/jobs/${id}`);
    await expect(page.getByText('No job with this id. Finished jobs are kept 30 days.')).toBeVisible();
    await expect(page).toHaveTitle('Job not found · Fast Track');
    await expect(page.getByText('Backend unreachable.')).toBeHidden();
  }
  await page.getByRole('link', { name: 'All jobs' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Jobs' })).toBeVisible();
});

test('an address that leads nowhere has a page that leads back', async ({ page, request }) => {
  await page.goto('/jobs');
  await page.evaluate(() => {
    history.pushState(null, '', '/nowhere/at/all');
    dispatchEvent(new PopStateEvent('popstate'));
  });
  await expect(page.getByRole('heading', { name: 'There is no page at this address' })).toBeVisible();
  await page.getByRole('link', { name: 'All jobs' }).click();
  await expect(page).toHaveURL(/\/jobs$/);
  for (const [path, type] of [
    ['/nowhere/at/all', 'text/html; charset=utf-8'],
    ['/stats/at-all', 'application/problem+json; charset=utf-8'],
  ] as const) {
    const html = await request.get(path, { headers: { accept: 'text/html,*/*;q=0.8' } });
    expect([path, html.status(), html.headers()['content-type']]).toEqual([path, 404, type]);
    const json = await request.get(path);
    expect([json.status(), json.headers()['content-type']]).toEqual([404, expect.stringContaining('json')]);
  }
});

test('a mistyped address opens the page that leads back, at each visit', async ({ page }) => {
  for (const visit of ['first', 'second']) {
    const answer = await page.goto('/jbos');
    expect([visit, answer?.status()]).toEqual([visit, 404]);
    await expect(page.getByRole('heading', { name: 'There is no page at this address' })).toBeVisible();
    await expect(page).toHaveTitle('Page not found · Fast Track');
  }
});

test('a status that does not exist matches nothing, and one click shows all', async ({ page, backend }) => {
  await backend.submit('Still here');
  await page.goto('/jobs?status=sleeping');
  await expect(page.getByText('No jobs match these filters.')).toBeVisible();
  await page.getByRole('link', { name: 'Clear all' }).click();
  await expect(rowOf(page, 'Still here')).toBeVisible();
});

test('a program gets JSON where a browser gets a page', async ({ request, backend }) => {
  const job = await backend.submit('For both');
  const wanted = [
    { path: '/', status: 200 },
    { path: '/jobs', status: 200 },
    { path: '/jobs?status=failed', status: 200 },
    { path: `/jobs/${job.id}`, status: 200 },
    { path: `/jobs/${UNKNOWN}`, status: 404 },
    { path: '/jobs/new', status: 404 },
  ];
  for (const { path, status } of wanted) {
    const html = await request.get(path, { headers: { accept: 'text/html,*/*;q=0.8' } });
    expect([path, html.status(), html.headers()['content-type']]).toEqual([path, 200, 'text/html; charset=utf-8']);
    expect(html.headers()).toMatchObject({
      'cache-control': 'no-cache',
      vary: expect.stringContaining('Accept'),
    });
    for (const accept of ['application/json', '*/*']) {
      const json = await request.get(path, { headers: { accept } });
      expect([path, json.status()]).toEqual([path, status]);
      expect(json.headers()['content-type']).toMatch(/^application\/(problem\+)?json/);
      expect(json.headers().vary).toContain('Accept');
      JSON.parse(await json.text());
    }
  }
});

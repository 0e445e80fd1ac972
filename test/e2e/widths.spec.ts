import { NO_WORKER } from './support/backend';
import { expect, test } from './support/test';

test.use({ env: NO_WORKER });

const LEAST_TITLE_PX = 120;

test('titles have their room, and nothing is broken letter by letter, between a phone and a wide screen', async ({
  page,
  backend,
}) => {
  await backend.submit('Summarise the release notes of version 4.2 for customers');
  await page.goto('/jobs');
  const title = page.getByRole('link', { name: /^Summarise the release notes/ });
  const badge = page.getByText('Test', { exact: true });
  await expect(title).toBeVisible();
  for (const width of [600, 719, 720, 799, 800, 899, 900, 1024, 1200, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    const room = async (): Promise<number> => (await title.boundingBox())?.width ?? 0;
    await expect.poll(room, { message: `title at ${width} px` }).toBeGreaterThan(LEAST_TITLE_PX);
    const high = async (): Promise<number> => (await badge.boundingBox())?.height ?? Infinity;
    await expect.poll(high, { message: `environment at ${width} px` }).toBeLessThan(30);
  }
});

test('a wide list has room for names of types of usual length', async ({ page, backend }) => {
  await backend.submit('Name of a type');
  await page.goto('/jobs');
  const type = page.getByRole('cell', { name: 'prompt', exact: true });
  await expect(type).toBeVisible();
  await type.evaluate((cell) => {
    cell.textContent = 'notification';
  });
  for (const width of [1200, 1280, 1440, 1600]) {
    await page.setViewportSize({ width, height: 800 });
    const cut = (): Promise<number> =>
      page.getByRole('cell', { name: 'notification' }).evaluate((cell) => cell.scrollWidth - cell.clientWidth);
    await expect.poll(cut, { message: `px that are cut at ${width} px` }).toBe(0);
  }
});

test('the title of a job stands in few lines at each width', async ({ page, backend }) => {
  const { id } = await backend.submit('Summarise the release notes of version 4.2 for customers, in three points');
  await page.goto(`/jobs/${id}`);
  const title = page.getByRole('heading', { level: 1 });
  await expect(page.getByRole('button', { name: 'Cancel', exact: true })).toBeVisible();
  for (const width of [390, 600, 768, 899, 900, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    const high = async (): Promise<number> => (await title.boundingBox())?.height ?? Infinity;
    await expect.poll(high, { message: `title at ${width} px` }).toBeLessThan(100);
  }
});

import type { IconName } from '../../shared/icon-paths';

const ICONS: Readonly<Record<string, IconName>> = {
  prompt: 'sparkles',
  email: 'mail',
  report: 'file-text',
  notification: 'bell',
};

/** The sign of a type; types of the operator share one. */
export const typeIcon = (type: string): IconName => (Object.hasOwn(ICONS, type) ? (ICONS[type] ?? 'braces') : 'braces');

/** Whether the machine calls the key for commands ⌘. */
const isApple = (): boolean => /mac|iphone|ipad/i.test(navigator.userAgent);

const CAPS: Readonly<Record<string, string>> = {
  Enter: '↵',
  Escape: 'Esc',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
};

/** The keys of a shortcut as they stand on a keyboard, in the order in which they are pressed. */
export function keyCaps(keys: string): readonly string[] {
  return keys.split(' ').flatMap((key) => {
    if (!key.startsWith('mod+')) return [CAPS[key] ?? key];
    return [isApple() ? '⌘' : 'Ctrl', key.slice('mod+'.length).toUpperCase()];
  });
}

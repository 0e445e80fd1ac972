import type { Browser, CDPSession } from '@playwright/test';

interface Reply {
  readonly id?: number;
  readonly method?: string;
  readonly params?: { readonly request?: { readonly url: string } };
  readonly result?: { readonly result?: { readonly value?: unknown } };
}

/**
 * A tab as a person has it: it is hidden when another one is brought before it. The pages of Playwright never are,
 * because they are told that they have the focus.
 */
export class PlainTab {
  /** Addresses that it asked for, oldest first. */
  readonly asked: string[] = [];
  private readonly replies = new Map<number, (reply: Reply) => void>();
  private readonly listeners = new Set<(url: string) => void>();
  private targetId = '';
  private sessionId = '';
  private otherId = '';

  private constructor(private readonly browser: CDPSession) {
    browser.on('Target.receivedMessageFromTarget', ({ sessionId, message }) => {
      if (sessionId === this.sessionId) this.hear(JSON.parse(message) as Reply);
    });
  }

  static async open(browser: Browser, url: string): Promise<PlainTab> {
    const tab = new PlainTab(await browser.newBrowserCDPSession());
    const { targetId } = await tab.browser.send('Target.createTarget', { url: 'about:blank' });
    const { sessionId } = await tab.browser.send('Target.attachToTarget', { targetId, flatten: false });
    Object.assign(tab, { targetId, sessionId });
    await tab.send('Network.enable');
    await tab.send('Page.navigate', { url });
    return tab;
  }

  /** Brings another tab of the same window before this one. */
  async hide(): Promise<void> {
    const { targetId } = await this.browser.send('Target.createTarget', { url: 'about:blank', newWindow: false });
    this.otherId = targetId;
    await this.browser.send('Target.activateTarget', { targetId });
  }

  async show(): Promise<void> {
    await this.browser.send('Target.activateTarget', { targetId: this.targetId });
  }

  async evaluate(expression: string): Promise<unknown> {
    const { result } = await this.send('Runtime.evaluate', { expression });
    return result?.result?.value;
  }

  /** Resolves with the next address that it asks for, or with `null` when it asks for none in this time. */
  nextAsked(withinMs: number): Promise<string | null> {
    return new Promise((resolve) => {
      const end = (url: string | null): void => {
        clearTimeout(timer);
        this.listeners.delete(end);
        resolve(url);
      };
      const timer = setTimeout(end, withinMs, null);
      this.listeners.add(end);
    });
  }

  async close(): Promise<void> {
    for (const targetId of [this.targetId, this.otherId].filter(Boolean)) {
      await this.browser.send('Target.closeTarget', { targetId });
    }
    await this.browser.detach();
  }

  private send(method: string, params: object = {}): Promise<Reply> {
    const id = this.replies.size + 1;
    const reply = new Promise<Reply>((resolve) => this.replies.set(id, resolve));
    const message = JSON.stringify({ id, method, params });
    return this.browser.send('Target.sendMessageToTarget', { sessionId: this.sessionId, message }).then(() => reply);
  }

  private hear(reply: Reply): void {
    if (reply.id !== undefined) this.replies.get(reply.id)?.(reply);
    const url = reply.method === 'Network.requestWillBeSent' ? reply.params?.request?.url : undefined;
    if (url === undefined) return;
    this.asked.push(url);
    for (const listener of [...this.listeners]) listener(url);
  }
}

import { copyText } from './copy-text';

describe('copyText', () => {
  const execCommand = jest.fn<boolean, [string]>();

  beforeEach(() => {
    execCommand.mockReset().mockReturnValue(true);
    Object.assign(document, { execCommand });
  });
  afterEach(() => {
    Reflect.deleteProperty(navigator, 'clipboard');
    document.body.innerHTML = '';
  });

  const withClipboard = (writeText: (text: string) => Promise<void>): void => {
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText } });
  };

  it('uses the clipboard where there is one', async () => {
    const writeText = jest.fn(() => Promise.resolve());
    withClipboard(writeText);
    await expect(copyText('id', document)).resolves.toBe(true);
    expect(writeText).toHaveBeenCalledWith('id');
    expect(execCommand).not.toHaveBeenCalled();
  });

  it('copies a selection on plain HTTP and gives the focus back', async () => {
    document.body.innerHTML = '<button>b</button>';
    document.querySelector('button')!.focus();
    let selected = '';
    execCommand.mockImplementation(() => {
      selected = document.querySelector('textarea')!.value;
      return true;
    });
    await expect(copyText('line\n<b>', document)).resolves.toBe(true);
    expect(selected).toBe('line\n<b>');
    expect(document.querySelector('textarea')).toBeNull();
    expect(document.activeElement?.tagName).toBe('BUTTON');
  });

  it('falls back when the clipboard is refused, and says when nothing works', async () => {
    withClipboard(() => Promise.reject(new Error('denied')));
    await expect(copyText('id', document)).resolves.toBe(true);
    execCommand.mockImplementation(() => {
      throw new Error('gone');
    });
    await expect(copyText('id', document)).resolves.toBe(false);
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getMetadataStorage } from 'class-validator';
import { Environment } from './environment';
import { loadConfig } from './load-config';

const ROOT = join(__dirname, '../../../..');
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

/** Settings of the example, with the values that they have there. */
const examples = Object.fromEntries(
  [...read('.env.example').matchAll(/^#([A-Z][A-Z0-9_]*)=(.*)$/gm)].map(([, name = '', value = '']) => [name, value]),
);
const settings = new Set(
  getMetadataStorage()
    .getTargetValidationMetadatas(Environment, '', false, false)
    .map(({ propertyName }) => propertyName),
);
const namesInCompose = new Set([...read('compose.yaml').matchAll(/\$\{([A-Z0-9_]+)/g)].map(([, name = '']) => name));

describe('.env.example', () => {
  it('lists every setting of the program and of compose.yaml, and no other', () => {
    expect(Object.keys(examples).sort()).toEqual([...new Set([...settings, ...namesInCompose])].sort());
  });

  it('sets nothing, so that a copy changes nothing', () => {
    expect(read('.env.example').match(/^(?!#|$).*/gm)).toBeNull();
  });

  it('says one thing about each setting', () => {
    const lines = read('.env.example').split('\n');
    const bare = Object.keys(examples).filter((name) => {
      const before = lines[lines.findIndex((line) => line.startsWith(`#${name}=`)) - 1] ?? '';
      return !before.startsWith('# ');
    });
    expect(bare).toEqual([]);
  });

  it('shows the values that the program takes when nothing is set', () => {
    expect(loadConfig(examples)).toEqual(loadConfig({}));
  });

  it('shows the fixed defaults letter by letter', () => {
    const defaults = Object.entries(new Environment()).filter(([, value]) => value !== undefined);
    expect(defaults.length).toBeGreaterThan(5);
    for (const [name, value] of defaults) expect([name, examples[name]]).toEqual([name, String(value)]);
  });

  it('shows what compose.yaml takes when nothing is set', () => {
    const fallbacks = [...read('compose.yaml').matchAll(/\$\{([A-Z0-9_]+):-([^}$]*)\}/g)];
    const own = fallbacks.filter(([, name = '']) => name.startsWith('MONGO_') || name === 'CALLBACK_MAX_BYTES');
    expect(own.length).toBeGreaterThan(2);
    for (const [, name = '', value] of own) expect([name, value]).toEqual([name, examples[name]]);
  });
});

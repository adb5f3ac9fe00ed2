import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';

const workspace = resolve(import.meta.dirname, '../..');
const guide = resolve(workspace, '../docs/nango-integration-guide.md');
const folder = mkdtempSync(join(tmpdir(), 'consumer-'));
const compiler = join(workspace, 'node_modules/typescript/bin/tsc');
const unpacked = join(folder, 'node_modules/@tributary/connect');

const SETTINGS = {
  compilerOptions: {
    target: 'ES2022',
    module: 'NodeNext',
    lib: ['ES2022', 'DOM'],
    types: [],
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    noPropertyAccessFromIndexSignature: true,
    skipLibCheck: false,
    noEmit: true,
  },
  include: ['*.ts'],
};

/** A product's project: the packed module and TypeScript's strictest settings, and nothing of Nango's. */
beforeAll(() => {
  const run = (program: string, ...options: string[]) =>
    execFileSync(program, options, { cwd: join(workspace, 'module'), stdio: ['ignore', 'pipe', 'inherit'] });
  run(process.execPath, compiler, '-p', 'tsconfig.json');
  run('npm', 'pack', '--silent', '--pack-destination', folder);
  mkdirSync(unpacked, { recursive: true });
  const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz')) ?? '';
  execFileSync('tar', ['xzf', join(folder, tarball), '-C', unpacked, '--strip-components=1']);
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(SETTINGS));
}, 180_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What the compiler says of files with these texts; nothing if all is well. */
function compile(...texts: string[]): string {
  const files = texts.map((text, at) => {
    const file = join(folder, `file${at}.ts`);
    writeFileSync(file, text);
    return file;
  });
  try {
    execFileSync(process.execPath, [compiler, '-p', folder], { encoding: 'utf8' });
    return '';
  } catch (error) {
    return (error as { stdout: string }).stdout;
  } finally {
    files.forEach((file) => rmSync(file));
  }
}

it('mentions none of Nango’s types', () => {
  const declarations = readdirSync(join(unpacked, 'dist')).filter((name) => name.endsWith('.d.ts'));
  expect(declarations).toContain('index.d.ts');
  for (const name of declarations) {
    expect(readFileSync(join(unpacked, 'dist', name), 'utf8'), name).not.toMatch(/@nangohq|AuthError/);
  }
});

it('compiles where everything is checked and Nango’s package is not there', () => {
  const said = compile(
    `import {
       connectIntegration, connectMultipleIntegrations, prepareConnect, prepareReconnect, reconnectIntegration,
       Tributary, type Outcome,
     } from '@tributary/connect';
     const tributary = new Tributary({ api: '/api', bearer: async () => 'token' });
     const session = prepareConnect(tributary, { integrations: ['github'] });
     export const outcomes: Promise<Outcome>[] = [
       connectIntegration(session, 'github', { params: { subdomain: 'acme' } }),
       connectMultipleIntegrations(session, ['github', 'slack']).connectNext(),
       reconnectIntegration(prepareReconnect(tributary, 'id')),
     ];
     export const words: Promise<string> = outcomes[0]!.then((end) =>
       end.kind === 'connected' ? end.connection.id : end.message);`,
  );

  expect(said).toBe('');
});

it('refuses what it does not offer, so this test can fail', () => {
  expect(compile(`import { connectIntegration } from '@tributary/connect'; connectIntegration('github');`))
    .toContain('file0.ts');
});

it('is used by the integration guide as it is', () => {
  const snippets = [...readFileSync(guide, 'utf8').matchAll(/^```ts\n(.*?)^```/gms)].map(([, code]) => code ?? '');
  const ofNango = (snippet: string) => snippet.includes("'@nangohq/frontend'");
  expect(snippets.length).toBeGreaterThan(5);

  expect(compile(...snippets.filter((snippet) => !ofNango(snippet)))).toBe('');

  // Nango's own types do not stand a check of libraries.
  symlinkSync(join(workspace, 'node_modules/@nangohq'), join(folder, 'node_modules/@nangohq'));
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ ...SETTINGS, compilerOptions: { ...SETTINGS.compilerOptions, skipLibCheck: true } }));
  expect(compile(...snippets.filter(ofNango))).toBe('');
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hidden, sendUpload } from './fixtures/forms.ts';
import { type Served, serveAll } from './fixtures/served.ts';

let t: Served;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ served: t, close } = await serveAll());
});
afterAll(() => close());

/** An assignment of a test's own, and what is done with its roster. */
async function assignment(id: string) {
  await t.service.assignments.publish(t.teacher, id, `id: ${id}\ntitle: ${id}\n`, 'en');
  const at = `/assignments/${id}/roster`;
  return {
    at,
    send: (path: string, fields: Parameters<typeof sendUpload>[3], as = t.teacher) =>
      sendUpload(t, `${at}${path}`, as, fields),
    async emails() {
      return (await t.service.assignments.roster(t.teacher, id)).map(({ email }) => email);
    },
  };
}

describe('the page of a roster', () => {
  test('is for teachers: students are told so, strangers how to sign in, and nothing is read of what they send', async () => {
    const { at, send, emails } = await assignment('for-teachers');
    expect(await t.ask(at, { as: t.students[0] })).toMatchObject({ status: 403 });
    expect(await t.ask(at)).toMatchObject({ status: 401 });
    for (const path of ['/check', '', '/links.csv']) {
      expect((await send(path, { text: 'name,email\nEve,eve@example.com\n' }, t.students[0])).status).toBe(403);
    }
    expect(await emails()).toEqual([]);
    expect((await t.ask('/assignments/nothing/roster', { as: t.teacher })).status).toBe(404);
  });

  test('finds people by a part of their name, and tells who came in', async () => {
    const { at, send } = await assignment('found');
    const checked = await send('/check', { text: 'name,email\nZoë,zoe@example.com\nAna,ana@example.com\n' });
    const stored = await send('', { csv: hidden(checked, 'csv'), checked: hidden(checked, 'checked') });
    const link = /\/enter\/(\w[\w-]+)/.exec(stored.text)?.[1] ?? '';
    await t.service.people.startSession({ link });
    const found = await t.ask(`${at}?search=zoe`, { as: t.teacher });
    expect(found.text).toContain('zoe<wbr>@example.com');
    expect(found.text).not.toContain('ana<wbr>@example.com');
    expect(found.text).toMatch(/<time datetime=/);
    expect((await t.ask(`${at}?search=ana`, { as: t.teacher })).text).toContain('not yet');
    expect((await t.ask(`${at}?search=nobody`, { as: t.teacher })).text).toContain('Nobody on this roster fits');
  });
});

describe('a roster file', () => {
  test('is checked first, and what was checked is what is stored', async () => {
    const { send, emails } = await assignment('checked');
    const csv = 'nombre;correo\r\n"Muñoz; José ""Pepe""";pepe@example.com\r\n';
    const checked = await send('/check', { file: new TextEncoder().encode(csv), text: '' });
    expect(checked).toMatchObject({ status: 200, text: expect.stringContaining('Muñoz; José &quot;Pepe&quot;') });
    expect(await emails()).toEqual([]);
    const stored = await send('', { csv: hidden(checked, 'csv'), checked: hidden(checked, 'checked') });
    expect(stored.status).toBe(200);
    expect(await emails()).toEqual(['pepe@example.com']);
    const [, , link = ''] = JSON.parse(hidden(stored, 'links'))[0];
    expect(await t.service.people.startSession({ link: link.split('/').at(-1) })).toMatchObject({
      person: { name: 'Muñoz; José "Pepe"' },
    });
  });

  test.for([
    ['windows-1252', (text: string) => Buffer.from(text, 'latin1'), true],
    ['UTF-16 with its mark', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le'), false],
    ['UTF-8 with its mark', (text: string) => Buffer.from(`\ufeff${text}`), false],
  ] as const)('of a Spanish Excel is read in %s, and a guess is said to be one', async ([name, encode, isGuess]) => {
    const { send, emails } = await assignment(`excel-${name.toLowerCase().replaceAll(/\W+/g, '-')}`);
    const csv = 'Nombre y apellidos;Correo electrónico;Usuario de GitHub\r\nBegoña Núñez;bego@example.com;\r\n';
    const checked = await send('/check', { file: encode(csv), text: '' });
    expect(checked).toMatchObject({ status: 200, text: expect.stringContaining('Begoña Núñez') });
    expect(checked.text.includes('Look whether the accents in the names are right')).toBe(isGuess);
    const wrong = await send('/check', { file: encode(`${csv}Íñigo;inigo\r\n`), text: '' });
    expect(wrong.text.includes('Look whether the accents in the names are right')).toBe(isGuess);
    await send('', { csv: hidden(checked, 'csv'), checked: hidden(checked, 'checked') });
    expect(await emails()).toEqual(['bego@example.com']);
  });

  test('that changed on its way, or whose roster changed meanwhile, is checked again instead', async () => {
    const { send, emails } = await assignment('raced');
    const [ours, theirs] = await Promise.all(
      ['ours', 'theirs'].map((one) => send('/check', { text: `name,email\nOne,${one}@example.com\n` })),
    );
    if (!ours || !theirs) throw new Error('two were checked');
    const tampered = await send('', { csv: hidden(theirs, 'csv'), checked: hidden(ours, 'checked') });
    expect(tampered.status).toBe(409);
    expect(await emails()).toEqual([]);
    expect((await send('', { csv: hidden(ours, 'csv'), checked: hidden(ours, 'checked') })).status).toBe(200);
    const late = await send('', { csv: hidden(theirs, 'csv'), checked: hidden(theirs, 'checked') });
    expect(late).toMatchObject({ status: 409, text: expect.stringContaining('1</strong> leaves the roster') });
    expect(await emails()).toEqual(['ours@example.com']);
    expect((await send('', { csv: hidden(late, 'csv'), checked: hidden(late, 'checked') })).status).toBe(200);
    expect(await emails()).toEqual(['theirs@example.com']);
    expect((await send('', { csv: hidden(ours, 'csv') })).status).toBe(409);
  });

  test('with mistakes is shown with its lines, in the language of the reader, and can be mended there', async () => {
    const { send, at } = await assignment('mistaken');
    const csv = 'nombre,correo\n</textarea><script>alert(1)</script>,ada@example\n';
    const wrong = await send('/check?lang=es', { text: csv });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('Línea 2, columna 2');
    expect(wrong.text).toContain('una dirección como ada@example.com');
    expect(wrong.text).not.toContain('<script>alert');
    expect(wrong.text).toContain('&lt;/textarea&gt;&lt;script&gt;alert(1)&lt;/script&gt;,ada@example\n</textarea>');
    expect(wrong.text).toContain(`href="${at}?lang=en"`);
    const teacher = await send('/check', { text: `name,email\nTea,${t.teacher.email}\n` });
    expect(teacher.text).toContain('who is a teacher');
  });

  test('with mistakes comes back as it was sent, with what turns text too: it is sent again', async () => {
    const { send } = await assignment('turned');
    const csv = 'name,email\n"يارا\u200f (A)",yara@example.com\nAda,ada@example\n';
    const wrong = await send('/check', { text: csv });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('&quot;يارا\u200f (A)&quot;,yara@example.com\nAda,ada@example\n</textarea>');
  });

  test('is told what is wrong with it as a whole: encoding, size, nothing at all, no form', async () => {
    const { send, at } = await assignment('whole');
    const workbook = new Uint8Array([0x50, 0x4b, 3, 4, 0xff, 0, 0xe9]);
    expect(await send('/check', { file: workbook })).toMatchObject({
      status: 422,
      text: expect.stringContaining('bytes that are no UTF-8 text'),
    });
    const large = new Uint8Array(1024 * 1024 + 1).fill(97);
    const tooLarge: Record<string, string | Uint8Array<ArrayBuffer>>[] = [
      { file: large },
      { text: 'a'.repeat(1024 * 1024 + 1) },
    ];
    for (const fields of tooLarge) {
      const answer = await send('/check', fields);
      expect(answer).toMatchObject({ status: 413, text: expect.stringContaining('At most 1 MiB') });
      expect(answer.text).toContain('Change the roster');
    }
    expect(await send('/check', { text: '' })).toMatchObject({
      status: 400,
      text: expect.stringContaining('There is no file, and nothing was pasted.'),
    });
    const headers = { 'content-type': 'multipart/form-data; boundary=x' };
    for (const body of ['', 'no parts', '--x\r\nContent-Disposition: form-data; name="text"\r\n\r\nbroken off']) {
      const answer = await t.ask(`${at}/check`, { as: t.teacher, method: 'POST', body, headers });
      expect(answer.status, body).toBe(400);
    }
    const plain = { 'content-type': 'application/x-www-form-urlencoded' };
    const answer = await t.ask(`${at}/check`, { as: t.teacher, method: 'POST', body: 'text=x', headers: plain });
    expect(answer.status).toBe(400);
  });

  test('of 10,000 students is checked and stored through the page', async () => {
    const { send } = await assignment('many');
    const rows = Array.from({ length: 10_000 }, (_, i) => `Student number ${i},s${i}@many.example.com,many-${i}`);
    const checked = await send('/check', { file: new TextEncoder().encode(`name,email,github\n${rows.join('\n')}`) });
    expect(checked.status).toBe(200);
    const stored = await send('', { csv: hidden(checked, 'csv'), checked: hidden(checked, 'checked') });
    expect(stored.status).toBe(200);
    const file = await send('/links.csv', { links: hidden(stored, 'links') });
    expect(file.text.trim().split('\r\n')).toHaveLength(10_001);
  });
});

describe('the links of a roster', () => {
  test('are a file in which no cell can run as a formula', async () => {
    const { send } = await assignment('formulas');
    const checked = await send('/check', { text: 'name,email\n"=HYPERLINK(""http://evil"",1)",f@example.com\n' });
    const stored = await send('', { csv: hidden(checked, 'csv'), checked: hidden(checked, 'checked') });
    const file = await send('/links.csv', { links: hidden(stored, 'links') });
    expect(file.headers.get('content-disposition')).toBe('attachment; filename="links-formulas.csv"');
    expect(file.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    const [head, line] = file.text.split('\r\n');
    expect(head).toBe('"name","email","link"');
    expect(line).toMatch(
      /^"'=HYPERLINK\(""http:\/\/evil"",1\)","f@example.com","http:\/\/localhost:8080\/enter\/dgl_[\w-]{43}"$/,
    );
  });

  test('are written for links of this service alone', async () => {
    const { send } = await assignment('ours-alone');
    for (const links of ['', '{}', '[["A","a@example.com","https://evil.example.com/enter/x"]]', '[["A"]]']) {
      expect((await send('/links.csv', { links })).status, links).toBe(400);
    }
  });
});

import { changeCommitMessage, gitIdentity } from './commitMessage';

describe('gitIdentity', () => {
  it.each([
    [
      { name: 'Sam Rivera', email: 'sam@example.com' },
      'Sam Rivera <sam@example.com>',
    ],
    [
      { name: ' Zoë Ångström-李 ', email: 'zoe@example.com' },
      'Zoë Ångström-李 <zoe@example.com>',
    ],
    [{ name: 'A\nparent x <y>', email: 'a@b' }, 'A parent x  y <a@b>'],
    [{ name: '\0\u2028', email: 'a@b' }, 'a@b <a@b>'],
    [{ name: 'J. R.', email: 'j@b c' }, 'J. R <j@bc>'],
    [{}, 'unknown <unknown@invalid>'],
  ])('makes of %j what git takes', (person, expected) => {
    const { name, email } = gitIdentity(person);
    expect(`${name} <${email}>`).toBe(expected);
  });
});

describe('changeCommitMessage', () => {
  it('has one line of title and the trailers', () => {
    expect(
      changeCommitMessage({
        title: 'Title\r\n\r\nSigned-off-by: x',
        key: 'a/b',
        coAuthor: { name: 'Portal', email: 'portal@example.com' },
      }),
    ).toBe(
      'Title Signed-off-by: x\n\nChange-Key: a/b\nCo-authored-by: Portal <portal@example.com>\n',
    );
  });
});

import { createHmac } from 'node:crypto';
import { createValidator } from '.';

const secret = 'not-a-real-secret';
const body = Buffer.from('{"action":"closed"}');
const signature = createHmac('sha256', secret).update(body).digest('hex');

async function validate(
  header: string,
  value: string | undefined,
  configured: string | undefined = secret,
  sent = body,
) {
  const reject = jest.fn();
  await createValidator(header, configured)(
    {
      body: {},
      headers: { [header]: value },
      raw: { body: sent, encoding: 'utf-8' },
    },
    { reject },
  );
  return reject.mock.calls[0]?.[0];
}

describe('webhook signatures', () => {
  it.each([
    ['x-gitea-signature', signature],
    ['x-hub-signature-256', `sha256=${signature}`],
  ])('lets in what is signed by %s', async (header, value) => {
    expect(await validate(header, value)).toBeUndefined();
  });

  it.each([
    ['missing', undefined],
    ['empty', ''],
    ['of another secret', createHmac('sha256', 'x').update(body).digest('hex')],
    ['too short', signature.slice(0, 63)],
    ['no hex', 'z'.repeat(64)],
  ])('refuses a signature that is %s', async (_, value) => {
    expect(await validate('x-gitea-signature', value)).toMatchObject({
      status: 403,
    });
  });

  it('refuses a body that was changed on the way', async () => {
    expect(
      await validate('x-gitea-signature', signature, secret, Buffer.from('{}')),
    ).toMatchObject({ status: 403 });
  });

  it('refuses everything while there is no secret', async () => {
    const empty = createHmac('sha256', '').update(body).digest('hex');
    expect(await validate('x-gitea-signature', empty, '')).toMatchObject({
      payload: { message: 'This portal has no webhook secret' },
    });
  });
});

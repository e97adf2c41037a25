// The certified oidc-provider with a few accounts in memory, for the tests of signing in. Loopback only.
// OIDC_SETUP: {port, desk, secret, keys: [JWK], accounts: {user: {password, name, roles, offices}}, tokenSeconds}
import { createServer } from 'node:http';
import Provider, { interactionPolicy } from 'oidc-provider';

const setup = JSON.parse(process.env.OIDC_SETUP);
const issuer = `http://127.0.0.1:${setup.port}`;
const RESOURCE = 'urn:motcua';
const refreshed = { count: 0 };

const provider = new Provider(issuer, {
  jwks: { keys: setup.keys },
  clients: [{
    client_id: 'motcua-desk',
    client_secret: setup.secret,
    redirect_uris: [`${setup.desk}/dang-nhap/ve`],
    post_logout_redirect_uris: [`${setup.desk}/dang-nhap?ra=1`],
    grant_types: ['authorization_code', 'refresh_token', 'client_credentials'],
    id_token_signed_response_alg: 'ES256',
  }],
  cookies: { keys: [setup.secret] },
  pkce: { required: () => true },
  claims: { openid: ['sub'], profile: ['name'] },
  conformIdTokenClaims: false,
  findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, name: setup.accounts[id].name }) }),
  extraTokenClaims: (_, token) => {
    const { roles, offices } = setup.accounts[token.accountId ?? 'chuong-trinh'];
    return { roles, offices };
  },
  issueRefreshToken: (_, client) => client.grantTypeAllowed('refresh_token'),
  rotateRefreshToken: true,
  interactions: { policy: interactionPolicy.base(), url: (_, asked) => `/cua/${asked.uid}` },
  loadExistingGrant: async (ctx) => { // our own program asks for no consent
    const grant = new provider.Grant({ clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId });
    grant.addOIDCScope('openid profile');
    grant.addResourceScope(RESOURCE, 'motcua');
    await grant.save();
    return grant;
  },
  features: {
    devInteractions: { enabled: false },
    clientCredentials: { enabled: true },
    revocation: { enabled: true },
    rpInitiatedLogout: {
      enabled: true,
      logoutSource: (ctx, form) => {
        ctx.body = `<!doctype html><title>Sign out</title>${form}<button form="op.logoutForm" name="logout" value="yes">Sign out</button>`;
      },
    },
    resourceIndicators: {
      enabled: true,
      useGrantedResource: () => true,
      getResourceServerInfo: () => ({
        scope: 'motcua',
        audience: 'motcua',
        accessTokenFormat: 'jwt',
        accessTokenTTL: setup.tokenSeconds,
        jwt: { sign: { alg: 'ES256' } },
      }),
    },
  },
});
provider.on('grant.success', (ctx) => { refreshed.count += ctx.oidc.params.grant_type === 'refresh_token' ? 1 : 0; });

const PAGE = '<!doctype html><title>Provider</title><form method="post"><input name="user"><input name="password" type="password"><button>Sign in</button></form>';

async function signIn(request, response) {
  let sent = '';
  for await (const chunk of request) sent += chunk;
  const form = new URLSearchParams(sent);
  const user = form.get('user');
  if (request.method !== 'POST' || setup.accounts[user]?.password !== form.get('password')) {
    return response.setHeader('content-type', 'text/html').end(PAGE);
  }
  return provider.interactionFinished(request, response, { login: { accountId: user } });
}

const answer = provider.callback();
createServer((request, response) => {
  if (request.url === '/refreshed') return response.end(String(refreshed.count));
  return request.url.startsWith('/cua/') ? signIn(request, response) : answer(request, response);
}).listen(setup.port, '127.0.0.1', () => console.log('ready'));

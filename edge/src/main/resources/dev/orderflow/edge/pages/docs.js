const ui = SwaggerUIBundle({
  url: '/docs/openapi.yaml',
  dom_id: '#docs',
  deepLinking: true,
  tryItOutEnabled: true,
  displayRequestDuration: true,
  validatorUrl: null,
});

const state = document.getElementById('state');

async function become(client) {
  const answer = await fetch('/local-issuer/token', {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: `client=${client}`,
  });
  const body = await answer.json();
  if (!answer.ok) {
    throw new Error(body.detail);
  }
  ui.preauthorizeApiKey('bearer', body.access_token);
  state.textContent = `you are ${client}-demo for an hour`;
}

document.querySelectorAll('button[data-client]').forEach((button) => {
  button.addEventListener('click', () => {
    become(button.dataset.client).catch((failure) => {
      state.textContent = `no token: ${failure.message}`;
    });
  });
});

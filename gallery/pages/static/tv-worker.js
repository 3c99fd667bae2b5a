// Lets a screen come up with its last posters when the network or the service is away.
"use strict";

const store = "qihub-tv";
const patience = 8_000;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const path = new URL(event.request.url).pathname;
  const ours = path.startsWith("/tv/") || path.startsWith("/static/");
  if (event.request.method === "GET" && ours) {
    event.respondWith(answer(event.request));
  }
});

async function answer(request) {
  const shelf = await caches.open(store);
  try {
    const fresh = await fetch(request, { signal: AbortSignal.timeout(patience) });
    if (fresh.ok) await shelf.put(request, await dated(fresh.clone()));
    else if (fresh.status === 404 || fresh.status === 410) await shelf.delete(request);
    // A proxy that cannot reach the service says 502, 503 or 504: the last posters are better.
    if (fresh.status < 500) return fresh;
    return (await shelf.match(request)) || fresh;
  } catch (error) {
    const kept = await shelf.match(request);
    if (kept) return kept;
    throw error;
  }
}

async function dated(response) {
  const headers = new Headers(response.headers);
  headers.set("X-Kept-At", String(Date.now()));
  return new Response(await response.blob(), { status: response.status, headers });
}

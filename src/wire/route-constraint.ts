/**
 * Several protocols share one port, and with it the URL `/`: which route is meant stands in a request's headers. A constraint strategy of
 * Fastify's router, whose routes are found by a text. Every request pays for it: what derives the text must not look far.
 */
interface RequestHead {
  url?: string;
  headers: { authorization?: string | undefined; 'content-type'?: string | undefined };
}

/** @param deriveConstraint undefined: the route without the constraint is meant */
export function routeConstraint(name: string, deriveConstraint: (request: RequestHead) => string | undefined) {
  const storage = () => {
    const routes = new Map();
    return {
      get: (text: string) => routes.get(text) ?? null,
      set: (text: string, route: unknown) => void routes.set(text, route),
    };
  };
  return { name, storage, deriveConstraint };
}

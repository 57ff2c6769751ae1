import type { paths } from '../generated/openapi.ts'

/** `/api/matters/{id}` as it is called: with something in place of each name. */
type Filled<Path extends string> = Path extends `${infer Before}{${string}}${infer After}`
  ? `${Before}${string}${Filled<After>}`
  : Path

/**
 * An address of our own API, as the server describes it. A page that calls what the server does not offer does not
 * compile; the file it is checked against is generated, and CI checks that it is fresh.
 */
export type ApiPath = Filled<keyof paths & string>

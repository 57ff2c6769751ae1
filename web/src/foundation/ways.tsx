import { Link, useNavigate, useRouter, useSearch } from '@tanstack/react-router'
import type { ComponentProps, ReactNode } from 'react'

/**
 * Addresses of the desk and of the field are plain paths below `/desk` and `/field`. The faces are routers of their own
 * in one project, and the types of a router are registered once a project, so these faces' ways are typed here.
 */
export type Way = '/' | `/${string}`

export const toMatter = (id: string): Way => `/matters/${id}`

export type Search = Record<string, string | number | boolean | undefined>

interface WayLinkProps extends Omit<ComponentProps<'a'>, 'href'> {
  to: Way
  search?: Search
  exact?: boolean
  children: ReactNode
}

/** A link within the face: opens in place, in a new tab when asked, and says when it is the present page. */
export function WayLink({ to, search, exact, ...rest }: WayLinkProps) {
  const Anchor = Link as unknown as (props: Record<string, unknown>) => ReactNode
  return (
    <Anchor
      to={to}
      search={search ?? {}}
      activeOptions={{ exact: exact ?? false, includeSearch: false }}
      {...rest}
    />
  )
}

/** Goes to a page of the face; `search` replaces what is in the address. */
export function useGo(): (to: Way, search?: Search, options?: { replace?: boolean }) => void {
  const navigate = useNavigate()
  return (to, search, options) =>
    void navigate({ to, search: search ?? {}, replace: options?.replace ?? false } as never)
}

/**
 * Writes into its address what the page under `own` has found out by itself, or leads on from there. Whoever is already on
 * the way to another page, which may still be loading, is not called back.
 */
export function useAmend(own: Way): (search: Search, to?: Way) => void {
  const router = useRouter()
  const go = useGo()
  return (search, to = own) => {
    if (router.latestLocation.pathname === own) go(to, search, { replace: true })
  }
}

/** What stands behind the question mark of the present address. */
export function useAddress<T extends object>(read: (search: Record<string, unknown>) => T): T {
  return read(useSearch({ strict: false }) as Record<string, unknown>)
}

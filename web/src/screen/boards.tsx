import { type ComponentType, type LazyExoticComponent, lazy } from 'react'

export interface BoardProps {
  id: string
}

type Page = LazyExoticComponent<ComponentType<BoardProps>>

/** One page for each kind of board that the server lists, loaded when it is hung. */
export const boardPages: Readonly<Record<string, Page>> = {
  mobilisation: lazy(() => import('./mobilisation/board.tsx')),
  whistles: lazy(() => import('./whistles/board.tsx')),
}

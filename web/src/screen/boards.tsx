import { type ComponentType, type LazyExoticComponent, lazy } from 'react'

export interface BoardProps {
  id: string
}

type Page = LazyExoticComponent<ComponentType<BoardProps>>

/** One page for each kind of board that the server lists, loaded when it is hung. */
export const boardPages: Readonly<Record<string, Page>> = {}

export const pageOf = (load: () => Promise<ComponentType<BoardProps>>): Page =>
  lazy(async () => ({ default: await load() }))

export { boardsApi } from './api.ts'
export { type Board, type BoardSource, boardsFor, registerBoards } from './sources.ts'

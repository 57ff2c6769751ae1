import { findPhoto, setShowing } from '../kernel/files/index.ts'
import type { House } from '../kernel/house.ts'
import { type Actor, reachOf } from '../kernel/permissions/index.ts'
import { Problem } from '../kernel/problems.ts'
import { recordFact } from './record-fact.ts'
import { lockMatter } from './store.ts'

export interface Showing {
  matterId: string
  photoId: string
  shown: boolean
}

/**
 * Shows a photo to people nearby, or hides it again. It takes two: its sender agreed, and somebody of the owner or the
 * desk looked that it shows a thing and no face, plate or home. The sender may hide it alone, at any time (个人信息保护法
 * §15); what the staff took themselves needs no sender.
 * @param actor `person` where it is the sender, known by their code, link or account
 * @throws Problem `not_found`, `permission.denied`, `matter.refused` (`photo.not_agreed`)
 */
export async function showPhoto(
  house: House,
  actor: Actor | 'person',
  { matterId, photoId, shown }: Showing,
): Promise<void> {
  await house.db.transaction().execute(async (tx) => {
    const { matter } = await lockMatter(tx, matterId)
    const photo = await findPhoto(tx, photoId, { lock: true })
    if (photo?.subjectId !== matterId) throw new Problem('not_found')
    const fromPerson = photo.purpose === 'before'
    const duty =
      actor === 'person'
        ? undefined
        : actor.duties.find(
            ({ organisationId, role }) =>
              reachOf(role, 'matter.handle') !== undefined &&
              (organisationId === matter.ownerId || organisationId === matter.deskId),
          )
    if (actor === 'person' ? !fromPerson || shown : !duty)
      throw new Problem('permission.denied', {
        zh: '只有主办和派单单位可以公开照片',
        en: 'Only the owner and the desk may show a photo',
      })
    if (shown && fromPerson && !photo.mayShow)
      throw new Problem('matter.refused', {
        reason: 'photo.not_agreed',
        zh: '提供照片的人没有同意给附近的人看',
        en: 'Whoever sent the photo did not agree to show it',
      })
    if (shown && photo.visibility === 'staff')
      throw new Problem('matter.refused', {
        reason: 'photo.internal',
        zh: '内部照片不能公开',
        en: 'A photo for the inside cannot be shown',
      })
    const changes = shown !== (photo.visibility === 'public')
    await setShowing(tx, photoId, {
      ...(changes ? { visibility: shown ? 'public' : 'person' } : {}),
      ...(actor === 'person' ? { mayShow: false } : {}),
    })
    if (!changes) return
    await recordFact(house, tx, matterId, {
      kind: shown ? 'matter.photo_shown' : 'matter.photo_hidden',
      payload: { open: true, by_person: actor === 'person', photo: photoId },
      actorId: duty && actor !== 'person' ? actor.personId : null,
      actorOrganisationId: duty?.organisationId ?? null,
    })
  })
}

import { useEffect, useRef, useState } from 'react'
import { useWords } from '../words.ts'

interface Detector {
  detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]>
}
type DetectorMaker = new (options: { formats: string[] }) => Detector

const maker = (globalThis as { BarcodeDetector?: DetectorMaker }).BarcodeDetector

/** Whether this phone can read codes by itself. */
export const canScan = maker !== undefined && Boolean(navigator.mediaDevices)

/** The place code in what a sign says: the address `…/p/QH0011`, or the code alone. */
export function codeIn(text: string): string | null {
  const found = /\/p\/([^/?#\s]+)/.exec(text)?.[1]
  if (found) return decodeURIComponent(found)
  return /^[\p{Letter}\p{Number}_-]{1,64}$/u.test(text.trim()) ? text.trim() : null
}

/** Looks through the camera until it sees a place code. */
export function Scanner({ onFound, onStop }: { onFound(code: string): void; onStop(): void }) {
  const say = useWords()
  const video = useRef<HTMLVideoElement>(null)
  const found = useRef(onFound)
  found.current = onFound
  const [isFailed, setFailed] = useState(false)
  useEffect(() => {
    let isGone = false
    let stream: MediaStream | undefined
    let timer: ReturnType<typeof setTimeout> | undefined
    const detector = new maker!({ formats: ['qr_code'] })
    const look = async () => {
      if (isGone || !video.current) return
      const codes = await detector.detect(video.current).catch(() => [])
      const code = codes.map(({ rawValue }) => codeIn(rawValue)).find((each) => each !== null)
      if (isGone) return
      if (code) found.current(code)
      else timer = setTimeout(() => void look(), 250)
    }
    navigator.mediaDevices
      .getUserMedia({ video: { facingMode: 'environment' } })
      .then(async (opened) => {
        stream = opened
        if (isGone || !video.current) {
          for (const track of opened.getTracks()) track.stop()
          return
        }
        video.current.srcObject = opened
        await video.current.play()
        void look()
      })
      .catch(() => !isGone && setFailed(true))
    return () => {
      isGone = true
      clearTimeout(timer)
      for (const track of stream?.getTracks() ?? []) track.stop()
    }
  }, [])
  return (
    <div className="scanner">
      {isFailed ? (
        <p className="fault" role="alert">
          {say('report.place.noCamera')}
        </p>
      ) : (
        <>
          <p className="hint">{say('report.place.aim')}</p>
          <video ref={video} muted playsInline />
        </>
      )}
      <button type="button" className="quiet" onClick={onStop}>
        {say('report.place.stop')}
      </button>
    </div>
  )
}

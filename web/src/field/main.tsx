import '../foundation/tokens.css'
import { createRoot } from 'react-dom/client'

createRoot(document.getElementById('root')!).render(<p>field</p>)

import { useState } from 'react'
import { Button, Input, Label, SearchField } from 'react-aria-components'
import { Link, NavLink, Route, Routes, useNavigate, useSearchParams } from 'react-router'
import { useCase } from './api.js'
import { IncidentPage } from './pages/incident.js'
import { IncidentsPage } from './pages/incidents.js'
import { ReportPage } from './pages/report.js'
import { ReportsPage } from './pages/reports.js'
import { SearchPage } from './pages/search.js'
import { Empty } from './parts/state.js'
import { chooseTheme, storedTheme, type Theme } from './theme.js'

export function App() {
  return (
    <div className="flex min-h-dvh flex-col">
      <a href="#main" className="sr-only focus:not-sr-only focus:absolute focus:p-2">
        Skip to the page
      </a>
      <Header />
      <main id="main" className="mx-auto w-full max-w-7xl flex-1 px-4 py-6 sm:px-6">
        <Routes>
          <Route path="/" element={<IncidentsPage />} />
          <Route path="/incidents/:id" element={<IncidentPage />} />
          <Route path="/reports" element={<ReportsPage />} />
          <Route path="/reports/:id" element={<ReportPage />} />
          <Route path="/search" element={<SearchPage />} />
          <Route path="*" element={<Empty title="There is no such page">Go back to the incidents.</Empty>} />
        </Routes>
      </main>
      <Footer />
    </div>
  )
}

function Header() {
  const { data } = useCase()
  return (
    <header className="sticky top-0 z-20 border-b border-line bg-paper/95 backdrop-blur">
      <div className="mx-auto flex max-w-7xl flex-wrap items-center gap-x-6 gap-y-2 px-4 py-3 sm:px-6">
        <Link to="/" className="font-serif text-xl font-semibold tracking-tight">
          Hearsay
        </Link>
        {data && <span className="rounded border border-line px-2 py-0.5 text-xs text-soft">case: {data.case}</span>}
        <nav aria-label="Pages" className="flex gap-4 text-sm">
          <Tab to="/">Incidents</Tab>
          <Tab to="/reports">Reports</Tab>
        </nav>
        <div className="ml-auto flex w-full items-center gap-2 sm:w-auto">
          <Search />
          <ThemeButton />
        </div>
      </div>
    </header>
  )
}

function Tab({ to, children }: { to: string; children: string }) {
  return (
    <NavLink
      to={to}
      end
      className={({ isActive }) => (isActive ? 'font-semibold text-accent' : 'text-soft hover:text-ink')}
    >
      {children}
    </NavLink>
  )
}

function Search() {
  const [params] = useSearchParams()
  const [words, setWords] = useState(params.get('q') ?? '')
  const navigate = useNavigate()
  return (
    <SearchField
      value={words}
      onChange={setWords}
      onSubmit={(text) => text.trim() && navigate(`/search?q=${encodeURIComponent(text)}`)}
      className="flex-1"
    >
      <Label className="sr-only">Search reports and quotes</Label>
      <Input
        placeholder="Search reports and quotes"
        className="w-full rounded-md border border-line bg-card px-3 py-1.5 text-sm placeholder:text-soft sm:w-64"
      />
    </SearchField>
  )
}

function ThemeButton() {
  const [theme, setTheme] = useState<Theme>(storedTheme)
  const other: Theme = theme === 'light' ? 'dark' : 'light'
  return (
    <Button
      aria-label={`Switch to ${other} colours`}
      onPress={() => {
        chooseTheme(other)
        setTheme(other)
      }}
      className="rounded-md border border-line px-2.5 py-1.5 text-sm text-soft hover:text-ink"
    >
      {theme === 'light' ? '☾' : '☀'}
    </Button>
  )
}

function Footer() {
  const { data } = useCase()
  return (
    <footer className="border-t border-line">
      <div className="mx-auto max-w-7xl space-y-1 px-4 py-4 text-xs text-soft sm:px-6">
        <p>
          What stands here is what sources say, not what is known to have happened. Names of private individuals are
          withheld.
        </p>
        {data && (
          <p>
            {data.reports} reports · {data.claims} claims · {data.incidents} incidents · {data.version} ·{' '}
            {data.attribution}
          </p>
        )}
      </div>
    </footer>
  )
}

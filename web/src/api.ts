import { useQuery } from '@tanstack/react-query'
import type {
  ApiError,
  CaseInfo,
  FilterChoices,
  IncidentList,
  IncidentPage,
  ReportHead,
  ReportPage,
  SearchPage,
} from '../../src/server/api.js'

async function get<T>(path: string): Promise<T> {
  const response = await fetch(path)
  const body: unknown = await response
    .json()
    .catch(() => ({ error: `the server answered ${response.status} without JSON` }))
  if (!response.ok) throw new Error((body as ApiError).error)
  return body as T
}

/** Every read goes through here: one key, one path. */
const useRead = <T>(path: string, enabled = true) =>
  useQuery({ queryKey: [path], queryFn: () => get<T>(path), enabled, staleTime: 5_000, retry: 1 })

export const useCase = () => useRead<CaseInfo>('/api/case')
export const useIncidents = (query: string) => useRead<IncidentList>(`/api/incidents${query ? `?${query}` : ''}`)
export const useChoices = () => useRead<FilterChoices>('/api/choices')
export const useIncident = (id: string) => useRead<IncidentPage>(`/api/incidents/${encodeURIComponent(id)}`)
export const useReports = () => useRead<readonly ReportHead[]>('/api/reports')
export const useReport = (id: string) => useRead<ReportPage>(`/api/reports/${encodeURIComponent(id)}`)
export const useSearch = (words: string) =>
  useRead<SearchPage>(`/api/search?q=${encodeURIComponent(words)}`, words.trim() !== '')

/** The client of a backend whose every method is a mock that answers as given. */
export function mockedApi<T extends object>(answers: T): jest.Mocked<T> {
  return Object.fromEntries(
    Object.entries(answers).map(([name, answer]) => [name, jest.fn(answer)]),
  ) as unknown as jest.Mocked<T>;
}

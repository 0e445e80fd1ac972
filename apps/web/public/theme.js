// Runs before the first paint, so that a chosen theme does not flash. Keep the key in step with core/theme.ts.
try {
  const theme = localStorage.getItem('ft.theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // Storage is closed to this page: the system's theme stays.
}

export { createPrometheusRouter } from './api/createPrometheusRouter';
export { SeriesStorage } from './storage';

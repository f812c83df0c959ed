/** The portal's mark: a branch that is merged. */
export const PortalMark = () => (
  <svg width="30" height="30" viewBox="0 0 32 32" aria-hidden="true">
    <rect width="32" height="32" rx="7" fill="#1f4fd8" />
    <path
      d="M8 22V10m0 6h7a5 5 0 0 0 5-5v0M8 16h16"
      stroke="#fff"
      strokeWidth="2.6"
      fill="none"
      strokeLinecap="round"
    />
    <circle cx="24" cy="16" r="2.6" fill="#7ee2b8" />
    <circle cx="20" cy="9.6" r="2.4" fill="#fff" />
  </svg>
);

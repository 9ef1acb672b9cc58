/** Collections of the product's own records, in the target or wherever `--records` says (design §8). */
export const records = Object.freeze({
  runs: 'migration_runs',
  ledger: 'migration_ledger',
  images: 'migration_images',
  quarantine: 'migration_quarantine',
  links: 'migration_links',
  environment: 'migration_environment',
  approvals: 'migration_approvals',
  events: 'migration_events',
});

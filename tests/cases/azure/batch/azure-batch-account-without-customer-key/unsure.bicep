param strict bool

resource batchAccount 'Microsoft.Batch/batchAccounts@2024-02-01' = {
  name: 'example'
  location: 'westeurope'
  properties: {
    encryption: {
      keyVaultProperties: {
        keyIdentifier: strict ? 'x' : null
      }
    }
  }
}

resource example 'Microsoft.Batch/batchAccounts@2024-02-01' = {
  name: 'example'
  location: 'westeurope'
  properties: {
    encryption: {
      keySource: 'Microsoft.KeyVault'
    }
  }
}

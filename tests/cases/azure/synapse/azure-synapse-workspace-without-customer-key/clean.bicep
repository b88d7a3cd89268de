resource workspace 'Microsoft.Synapse/workspaces@2021-06-01' = {
  name: 'example'
  location: 'westeurope'
  properties: {
    encryption: {
      cmk: {
        key: {
          name: 'example'
          keyVaultUrl: 'https://example.vault.azure.net/keys/example'
        }
      }
    }
  }
}

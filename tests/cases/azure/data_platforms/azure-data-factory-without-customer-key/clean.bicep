resource factorie 'Microsoft.DataFactory/factories@2018-06-01' = {
  name: 'example'
  location: 'westeurope'
  properties: {
    encryption: {
      keyName: 'example'
      vaultBaseUrl: 'https://example.vault.azure.net'
    }
  }
}

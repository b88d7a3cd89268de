resource server 'Microsoft.DBforMySQL/servers@2017-12-01' = {
  name: 'example'
  location: 'westeurope'
  properties: {
    sslEnforcement: 'Enabled'
  }
}

resource key 'Microsoft.DBforMySQL/servers/keys@2020-01-01' = {
  parent: server
  name: 'key'
  properties: {
    serverKeyType: 'AzureKeyVault'
    uri: 'https://example.vault.azure.net/keys/example'
  }
}

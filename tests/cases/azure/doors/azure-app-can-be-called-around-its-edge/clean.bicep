resource app 'Microsoft.Web/sites@2023-12-01' = {
  name: 'example'
  location: 'westeurope'
  properties: {
    httpsOnly: true
    publicNetworkAccess: 'Disabled'
  }
}

resource origin 'Microsoft.Cdn/profiles/originGroups/origins@2024-02-01' = {
  name: 'example/example/example'
  properties: {
    hostName: app.properties.defaultHostName
  }
}

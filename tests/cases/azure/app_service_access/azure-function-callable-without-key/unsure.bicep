param setting string

resource site 'Microsoft.Web/sites@2023-12-01' = {
  name: 'example'
  location: 'westeurope'
  kind: 'functionapp'
  properties: {}
}

resource function 'Microsoft.Web/sites/functions@2023-12-01' = {
  parent: site
  name: 'hello'
  properties: {
    config: {
      bindings: [
        {
          type: 'httpTrigger'
          direction: 'in'
          authLevel: setting
        }
      ]
    }
  }
}

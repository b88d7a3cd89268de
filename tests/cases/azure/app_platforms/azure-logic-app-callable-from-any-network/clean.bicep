resource workflow 'Microsoft.Logic/workflows@2019-05-01' = {
  name: 'example'
  location: 'westeurope'
  properties: {
    accessControl: {
      triggers: {
        allowedCallerIpAddresses: [
          {
            addressRange: '203.0.113.0/24'
          }
        ]
      }
    }
  }
}

param setting string

resource signalR 'Microsoft.SignalRService/signalR@2023-02-01' = {
  name: 'example'
  location: 'westeurope'
  sku: {
    name: 'Standard_S1'
  }
  properties: {
    networkACLs: {
      defaultAction: setting
      publicNetwork: {
        allow: [
          'ClientConnection'
        ]
      }
    }
  }
}
